import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compose } from './answers/compose.ts';
import { ChatWire } from './chatWire.ts';
import { Journal, type RequestRecord } from './journal.ts';
import type { AcceptedKeys } from './keyCheck.ts';
import { Line } from './line.ts';
import { MessagesWire } from './messagesWire.ts';
import type { Performance, Plan, Refusal } from './plan.ts';
import { play } from './play.ts';
import { questionOf, type Ask } from './reply.ts';
import { parseJson, readBody } from './requestBody.ts';
import { basePath, route, type Generation } from './routes.ts';
import { helpText, scenarios, simulateCommand, type ScenarioName } from './scenarios.ts';
import { estimateTokens, tokenSplitter } from './tokens.ts';
import { modelError } from './wireErrors.ts';

/** The key that is accepted when no others are given. It opens nothing but the simulator. */
export const simulatorKey = 'simulator-key';

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Default: `simulatorKey` alone. */
  readonly keys?: AcceptedKeys;
  /** Between two pieces of an answer, ms; 0: as fast as the client reads. Default 20. */
  readonly tokenDelayMs?: number;
  /** Tokens of a text; by default four characters are one. */
  readonly countTokens?: (text: string) => number;
  /** Chooses where text is cut into pieces. */
  readonly seed?: number;
}

export interface Simulator {
  readonly port: number;
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** What a client is given: the origin and `/api/v7/llm`. */
  readonly baseUrl: string;
  /** Every request that arrived whole, oldest first. */
  readonly journal: readonly RequestRecord[];
  /**
   * Answers the next `times` correct requests to generate (chat or messages; others do not count) with a scenario.
   * `amount` is the number that some scenarios take. Calls queue up.
   */
  next(scenario: ScenarioName, times?: number, amount?: number): void;
  /** The first request that matches, come or to come, with an index above `afterIndex`. Rejects when the simulator is closed. */
  waitForRequest(match?: (record: RequestRecord) => boolean, afterIndex?: number): Promise<RequestRecord>;
  /** Breaks what is still open and frees the port. */
  close(): Promise<void>;
}

const aboutPage = `This is Lathe's simulator. It speaks the ModelsLab language-model API, with answers made up by rules: there is no model behind it.
Base URL for clients: ${basePath} at this address. Send "/simulate help" as a message to see how it can misbehave.
`;

/** Starts a server on the loopback interface that speaks ModelsLab's four documented endpoints of the language API, and tells a balance. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulation = new Simulation(options);
  const server = createServer((request, response) => void simulation.handle(request, response));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    port,
    origin,
    baseUrl: origin + basePath,
    journal: simulation.journal.records,
    next: (scenario, times = 1, amount?) => {
      simulation.queue.push(...Array.from({ length: times }, () => ({ name: scenario, amount })));
    },
    waitForRequest: (match = () => true, afterIndex = -1) => simulation.journal.waitFor(match, afterIndex),
    close: () => close(server, simulation.journal),
  };
}

async function close(server: Server, journal: Journal): Promise<void> {
  journal.close();
  if (server.listening) {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

interface Choice {
  readonly name: ScenarioName;
  readonly amount: number | undefined;
}

class Simulation {
  readonly journal = new Journal();
  readonly queue: Choice[] = [];
  private readonly keys: AcceptedKeys;
  private readonly delayMs: number;
  private readonly split: (text: string) => readonly string[];
  private readonly countTokens: (text: string) => number;
  private answers = 0;

  constructor(options: SimulatorOptions) {
    this.keys = options.keys ?? [simulatorKey];
    this.delayMs = options.tokenDelayMs ?? 20;
    this.countTokens = options.countTokens ?? estimateTokens;
    this.split = tokenSplitter(options.seed ?? 1);
  }

  /** Never rejects: what a defect of the simulator throws is answered as HTTP 500 with its message. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const path = (request.url ?? '').split('?')[0] ?? '';
      if (path === '/') {
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(aboutPage);
        return;
      }
      const text = await readBody(request);
      const body = text === undefined ? undefined : parseJson(text);
      const line = new Line(response, this.journal.add(request, body, response));
      const fault =
        text === undefined ? modelError(413, 'Request body too large', 'invalid_request_error', 'too_large') : undefined;
      await this.answer(fault ?? route(request, path, body, this.keys), line);
    } catch (error) {
      if (!response.headersSent && !response.destroyed) {
        response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(`The simulator failed: ${error instanceof Error ? error.message : String(error)}`);
      } else {
        response.destroy();
      }
    }
  }

  private async answer(routed: Refusal | Generation, line: Line): Promise<void> {
    if (routed.kind === 'refusal') {
      line.head(routed.status, routed.contentType);
      line.end(routed.body);
      return;
    }
    const { ask } = routed;
    const { plan, scenario } = this.planFor(ask);
    line.record.scenario = scenario;
    this.answers += 1;
    const id = String(this.answers);
    const promptTokens = this.countTokens([ask.system, ...ask.turns.map(({ text }) => text)].join('\n'));
    const wire =
      routed.wire === 'chat'
        ? new ChatWire(`gen-sim-${id}`, ask.model, promptTokens)
        : new MessagesWire(`msg_sim_${id}`, ask.model, promptTokens);
    await play(plan.kind === 'script' ? plan[routed.wire] : plan, wire, ask.stream, line);
  }

  private planFor(ask: Ask): { readonly plan: Plan; readonly scenario: ScenarioName | undefined } {
    const plain: Performance = {
      kind: 'performance',
      reply: compose(ask),
      delayMs: this.delayMs,
      split: this.split,
      limit: ask.maxTokens,
      ending: 'done',
      asJson: false,
      cutCharacters: false,
      inlineThought: false,
    };
    const command = simulateCommand(questionOf(ask));
    const chosen = this.queue.shift() ?? (command?.type === 'scenario' ? command : undefined);
    if (chosen) {
      return { plan: scenarios[chosen.name].plan(plain, chosen.amount), scenario: chosen.name };
    }
    return command?.type === 'help'
      ? { plan: { ...plain, reply: { ...plain.reply, text: helpText(command.unknown) } }, scenario: undefined }
      : { plan: plain, scenario: undefined };
  }
}
