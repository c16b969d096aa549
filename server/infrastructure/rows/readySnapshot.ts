import type { ReadyJson, RowReader } from './rowReader.ts';

const lists = [
  'teams',
  'branches',
  'queue',
  'slots',
  'deployments',
  'agents',
  'contracts',
  'tasks',
  'leases',
  'attention',
] as const;

/** Gives the snapshot as it goes over the wire, assembled anew only when a list or the position has changed. */
export function readySnapshot(rows: RowReader, position: () => number): () => ReadyJson {
  let last: { readonly key: string; readonly ready: ReadyJson } | undefined;
  return () => {
    const seq = position();
    const service = rows.readyRow('service');
    const parts = lists.map((name) => ({ name, ready: rows.readyList(name) }));
    const key = `${seq} ${service.etag} ${parts.map(({ ready }) => ready.etag).join(' ')}`;
    if (last?.key === key) return last.ready;
    const members = parts.map(({ name, ready }) => `"${name}":${ready.text}`).join(',');
    const text = `{"seq":${seq},"service":${service.text},${members}}`;
    const revisions = parts.map(({ ready }) => revisionOf(ready)).join('.');
    const etag = `${service.etag.slice(0, -1)}.${revisions}.${seq}"`;
    last = { key, ready: { text, bytes: Buffer.from(text), etag } };
    return last.ready;
  };
}

function revisionOf(ready: ReadyJson): string {
  return ready.etag.slice(ready.etag.indexOf('-') + 1, -1);
}
