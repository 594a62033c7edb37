import { parseArgs } from 'node:util';
import { scenarioList } from './scenarios.ts';
import { simulatorKey, startSimulator } from './simulator.ts';

const usage = `Usage: npm run simulator -- [--port 4100] [--key KEY]... [--no-key] [--token-delay 20]
  --port         port on the loopback interface; any free one by default
  --key          a key to accept; may be repeated; "${simulatorKey}" by default
  --no-key       accept any key, and none
  --token-delay  between two pieces of an answer, ms`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    key: { type: 'string', multiple: true, default: [simulatorKey] },
    'no-key': { type: 'boolean', default: false },
    'token-delay': { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
} else {
  const simulator = await startSimulator({
    port: wholeNumber('--port', values.port),
    keys: values['no-key'] ? 'none-needed' : values.key,
    tokenDelayMs: wholeNumber('--token-delay', values['token-delay']),
  });
  console.log(`The simulator listens at ${simulator.baseUrl}`);
  // A given key may be a real one: it is not printed.
  console.log(
    values['no-key']
      ? 'It needs no key.'
      : values.key.includes(simulatorKey)
        ? `It accepts the key ${simulatorKey}`
        : 'It accepts the given keys.',
  );
  console.log(`A message with one of these is answered that way:\n${scenarioList()}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void simulator.close());
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    console.error(`${name} must be a whole number, not "${text}"\n${usage}`);
    process.exit(2);
  }
  return value;
}
