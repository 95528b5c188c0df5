/** What the command line says with `--json`: one form for every answer, whatever the verb. */
import { expect } from 'vitest';

export interface Envelope {
  readonly id?: string | number | null;
  readonly ok: boolean;
  readonly verb: string | null;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly area: string;
    readonly kind: string;
    readonly message: string;
    readonly facts: Readonly<Record<string, unknown>>;
  };
}

/** The envelopes of standard output, each of its form; empty where nothing of it is JSON. */
export const envelopesOf = (stdout: string): readonly Envelope[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map(envelopeOf);

export function envelopeOf(line: string): Envelope {
  const envelope = JSON.parse(line) as Envelope;
  const known = ['id', 'ok', 'verb', envelope.ok ? 'result' : 'error'];
  expect(Object.keys(envelope).filter((field) => !known.includes(field))).toEqual([]);
  if (envelope.ok) expect(envelope.result).toBeTypeOf('object');
  else expect(Object.keys(envelope.error ?? {}).sort()).toEqual(['area', 'facts', 'kind', 'message']);
  return envelope;
}

/** An answer's result, or its refusal as fields beside one another. */
export function saidOf({ result, error }: Envelope): Readonly<Record<string, unknown>> {
  if (result !== undefined) return result;
  return { refused: error?.kind, message: error?.message, ...error?.facts };
}
