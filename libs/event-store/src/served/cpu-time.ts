/** Node has it since 23.9. */
type OfThread = Partial<Pick<NodeJS.Process, 'threadCpuUsage'>>;

/** Of this thread, where Node can tell, else of all: without what the machine does for others meanwhile. Milliseconds. */
export function cpuTimeMs(): number {
  const usage = (process as OfThread).threadCpuUsage ?? process.cpuUsage;
  const { user, system } = usage.call(process);
  return (user + system) / 1_000;
}
