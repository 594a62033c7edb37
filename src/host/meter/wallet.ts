import * as vscode from 'vscode';
import type { Client } from '../../core/client.ts';
import type { EndpointProfile } from '../../core/endpoints.ts';
import { toFailure } from '../../core/errors.ts';
import { Emitter, type Disposable } from '../../core/lifecycle.ts';
import type { Logger } from '../../core/logger.ts';
import { describeFailure } from '../errorText.ts';

/** What is left on the account, as far as the person has asked: it is never looked up by itself. */
export class Wallet {
  private readonly changed: Emitter<void>;
  /** Where it is being asked. */
  private asking: string | undefined;
  private asked: { readonly address: string; readonly text: string } | undefined;

  constructor(
    private readonly client: Pick<Client, 'balance'>,
    private readonly endpoint: () => EndpointProfile | undefined,
    logger: Logger,
  ) {
    this.changed = new Emitter((error) => {
      logger.error('a listener of the balance failed', error);
    });
  }

  readonly onDidChange = (listener: () => void): Disposable => this.changed.on(listener);

  /** In words; empty when nobody has asked, undefined where the endpoint does not tell. */
  get shown(): string | undefined {
    const endpoint = this.endpoint();
    return endpoint && endpoint.balancePath !== '' ? (this.asked?.address === endpoint.baseUrl ? this.asked.text : '') : undefined;
  }

  readonly ask = async (): Promise<void> => {
    const endpoint = this.endpoint();
    if (!endpoint || this.asking === endpoint.baseUrl) {
      return;
    }
    this.asking = endpoint.baseUrl;
    this.say(endpoint, vscode.l10n.t('asking...'));
    try {
      const { amount, currency } = await this.client.balance(endpoint.balancePath, new AbortController().signal);
      this.tell(endpoint, amountText(amount, currency));
    } catch (error) {
      const failure = toFailure(error);
      const known = failure.code === 'protocol' || failure.code === 'endpoint-invalid';
      this.tell(endpoint, known ? vscode.l10n.t('{0} does not tell it.', endpoint.name) : describeFailure(failure, endpoint.name).message);
    }
  };

  private tell(endpoint: EndpointProfile, text: string): void {
    if (this.asking === endpoint.baseUrl) {
      this.asking = undefined;
      this.say(endpoint, text);
    }
  }

  private say(endpoint: EndpointProfile, text: string): void {
    this.asked = { address: endpoint.baseUrl, text };
    this.changed.emit();
  }
}

function amountText(amount: number, currency: string): string {
  return new Intl.NumberFormat(vscode.env.language, currency === '' ? { maximumFractionDigits: 2 } : { style: 'currency', currency }).format(amount);
}
