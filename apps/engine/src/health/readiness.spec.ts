import type { Platform } from '../platform/platform';
import { healthPatienceMs } from '../http/limits';
import { Readiness } from './readiness';

const never = new Promise<never>(() => undefined);

describe('readiness, beside a log that does not answer', () => {
  const health = jest.fn();
  const readiness = new Readiness({
    config: {},
    lifecycle: { stopping: false },
    store: { health },
    runtime: { health: () => Promise.resolve([]) },
  } as unknown as Platform);

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says so in time, asks once for all who ask meanwhile, and anew for the next', async () => {
    health.mockReturnValueOnce(never).mockResolvedValue({ writable: true });
    const reasons = [readiness.notReadyBecause(), readiness.notReadyBecause()];
    await jest.advanceTimersByTimeAsync(healthPatienceMs);
    const [first, second] = await Promise.all(reasons);
    expect(first).toEqual(['How the event log is cannot be told: no answer for 2 s']);
    expect(second).toEqual(first);
    expect(health).toHaveBeenCalledTimes(1);
    expect(await readiness.notReadyBecause()).toEqual([]);
  });
});
