/** Every transfer that was sent, against who was to receive it, and the other way round; and the files themselves. */
import type { SentRecord } from './courier.ts';
import type { AuditedStation, Comparing } from './set.ts';

export function compareTransfers(comparing: Comparing): void {
  for (const station of comparing.stations) {
    if (station.identity === null) continue;
    compareSent(comparing, station, station.identity.fingerprint);
    compareReceived(comparing, station, station.identity.fingerprint);
  }
  compareFiles(comparing);
}

function compareSent({ station, say, looked }: Comparing, from: AuditedStation, fingerprint: string): void {
  const missing = new Set<string>();
  for (const sent of from.facts.courier.sent) {
    if (sent.peer === null || !sent.delivered) continue;
    const to = station(sent.peer);
    if (to === null) {
      if (!missing.has(sent.name)) say('recipient-missing', from.name, sent.record, { name: sent.name });
      missing.add(sent.name);
      continue;
    }
    looked('transfers');
    const facts = { transfer: sent.transfer, batch: sent.batch, sequence: sent.sequence, to: to.name };
    const of = to.facts.courier.received.filter(({ peer }) => peer === fingerprint);
    const found = of.find(({ sequence }) => sequence === sent.sequence);
    if (found === undefined) {
      const passed = of.some(({ sequence }) => sequence > sent.sequence);
      if (passed || !to.facts.broken) say(passed ? 'passed-over' : 'on-its-way', from.name, sent.record, facts);
    } else if (found.digest !== sent.digest) {
      const { transfer, batch, sequence } = sent;
      say('received-otherwise', to.name, found.record, { transfer, batch, sequence, from: from.name, at: sent.record });
    }
  }
}

function compareReceived({ station, say, looked }: Comparing, at: AuditedStation, fingerprint: string): void {
  const missing = new Set<string>();
  for (const { peer, name, record, sequence, transfer, batch } of at.facts.courier.received) {
    const from = station(peer);
    if (from === null || from.facts.broken) {
      if (!missing.has(name)) say('sender-missing', at.name, record, { name });
      missing.add(name);
      continue;
    }
    looked('transfers');
    const sent = from.facts.courier.sent.some((one) => one.peer === fingerprint && one.sequence === sequence);
    if (!sent) say('received-unsent', at.name, record, { transfer, batch, sequence, from: from.name });
  }
}

function compareFiles({ set, stations, station, say, looked }: Comparing): void {
  const recorded = new Set(
    stations.flatMap(({ facts: { courier } }) => [...courier.sent, ...courier.received].map(({ digest }) => digest)),
  );
  for (const { name, signed, signer, manifest, digest } of set.transfers) {
    if (signed === 'unsigned' && digest !== null && recorded.has(digest)) {
      looked('transfers');
      continue;
    }
    if (signed !== 'good' || signer === null || manifest === null) {
      const kind = { forged: 'transfer-forged', unsigned: 'transfer-unsigned', sealed: 'transfer-sealed' } as const;
      say(signed === 'unknown' || signed === 'good' ? 'signer-unknown' : kind[signed], name, null, {
        transfer: manifest?.kind ?? '',
      });
      continue;
    }
    looked('transfers');
    const from = station(signer.fingerprint);
    if (from === null || from.facts.broken || digest === null) continue;
    const { kind, batch, sequence } = manifest;
    if (!from.facts.courier.sent.some((sent) => isOf(sent, kind, sequence, digest))) {
      say('transfer-unrecorded', name, null, { transfer: kind, batch, sequence, from: from.name });
    }
  }
}

const isOf = (sent: SentRecord, kind: string, sequence: number, digest: string): boolean =>
  sent.transfer === kind && sent.sequence === sequence && sent.digest === digest;
