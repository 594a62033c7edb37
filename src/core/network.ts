/** How VS Code is told to reach the network; its settings `http.*`, read anew for each connection. */
export interface NetworkSettings {
  /** URL of `http.proxy`; empty for none, and then the environment's proxies count. */
  readonly proxy: string;
  /** `http.proxySupport` is `off`: no proxy at all, whatever the environment says. */
  readonly proxyOff: boolean;
  /** Value of the header `Proxy-Authorization`; empty for none. A secret. */
  readonly proxyAuthorization: string;
  /** Hosts that are reached without a proxy, as in `NO_PROXY`. */
  readonly noProxy: readonly string[];
  /** `http.proxyStrictSSL`: false takes any certificate. */
  readonly strictSsl: boolean;
  /** `http.systemCertificates`: also trust what the system trusts. */
  readonly systemCertificates: boolean;
}

export const defaultNetwork: NetworkSettings = {
  proxy: '',
  proxyOff: false,
  proxyAuthorization: '',
  noProxy: [],
  strictSsl: true,
  systemCertificates: true,
};
