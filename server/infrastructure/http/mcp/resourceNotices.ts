import type { ServerEventBus } from '@modelcontextprotocol/server';
import { toolResources } from '../../../protocol/tools/toolResources.ts';

/** Calls the listener with the name of a resource of which a row is different. Returns the function that ends it. */
export type FollowRows = (listener: (resource: string) => void) => () => void;

/** Changes that come within that many milliseconds are one notice: a swarm changes rows all the time. */
const togetherMilliseconds = 100;
const uris: ReadonlySet<string> = new Set(toolResources.map(({ uri }) => uri));

/** Tells clients that listen which resources are different. Returns the function that ends it. */
export function tellOfChanges(follow: FollowRows, bus: Pick<ServerEventBus, 'publish'>): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    for (const uri of changed) bus.publish({ kind: 'resource_updated', uri });
    changed.clear();
  };
  const end = follow((resource) => {
    const uri = `swarm://${resource}`;
    if (!uris.has(uri)) return;
    changed.add(uri);
    timer ??= setTimeout(tell, togetherMilliseconds).unref();
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}
