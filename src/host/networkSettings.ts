import * as vscode from 'vscode';
import { defaultNetwork, type NetworkSettings } from '../core/network.ts';

/** VS Code's own settings for the network, checked: a value of the wrong type counts as its default. */
export function readNetworkSettings(): NetworkSettings {
  const http = vscode.workspace.getConfiguration('http');
  const noProxy: unknown = http.get('noProxy');
  return {
    proxy: text(http.get('proxy')),
    proxyOff: http.get('proxySupport') === 'off',
    proxyAuthorization: text(http.get('proxyAuthorization')),
    noProxy: Array.isArray(noProxy) ? noProxy.filter((host) => typeof host === 'string') : defaultNetwork.noProxy,
    strictSsl: http.get('proxyStrictSSL') !== false,
    systemCertificates: http.get('systemCertificates') !== false,
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
