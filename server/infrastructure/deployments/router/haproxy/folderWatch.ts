import { proxyName } from './haproxyConfiguration.ts';

const lookSeconds = 2;

/**
 * What HAProxy runs beside its requests, in Lua: once its folder has gone, because somebody removed the repository, nobody can find or
 * end it any more. It then takes no more connections, and ends when none is left or their time to drain is over.
 */
export function folderWatch(drainSeconds: number): string {
  return `core.register_task(function()
  local file = io.open("haproxy.cfg")
  while file do
    file:close()
    core.sleep(${lookSeconds})
    file = io.open("haproxy.cfg")
  end
  local route = core.proxies["${proxyName}"]
  route:stop()
  for _ = 1, ${Math.max(1, Math.ceil(drainSeconds * 10))} do
    if route:get_stats()["scur"] == 0 then break end
    core.msleep(100)
  end
  os.exit(0)
end)
`;
}
