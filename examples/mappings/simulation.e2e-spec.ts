import { compilePolicy, defaultPolicyText, parsePolicy } from '@rapport/policy';
import type { Policy } from '@rapport/policy';
import { runSimulation, type ChangeLine, type Outcome } from '@rapport/simulation';
import { describeWith, helpdeskLog } from './testing/data';
import { Imported } from './testing/imported';

const stricterText = defaultPolicyText().replace('interactions.inbound >= 1', 'interactions.inbound >= 5');

function candidate(text: string): Policy {
  const document = parsePolicy(text);
  if (Array.isArray(document)) throw new Error(JSON.stringify(document));
  return compilePolicy(document, 2);
}

describeWith(helpdeskLog, 'the helpdesk log, simulated', () => {
  let imported: Imported;
  beforeAll(async () => {
    imported = await Imported.start();
    await imported.import('helpdesk', helpdeskLog);
  }, 120_000);
  afterAll(() => imported.close());

  async function simulated(text: string): Promise<{ outcome: Outcome; changes: readonly ChangeLine[] }> {
    const { store: log, policies } = imported.platform;
    const changes: ChangeLine[] = [];
    const outcome = await runSimulation({
      ...{ log, head: await log.head(), events: await log.count(), maxEventsInMemory: 1_000_000 },
      onProgress: () => undefined,
      whatIf: { candidate: candidate(text), published: policies.registry },
      changes: { add: (change) => void changes.push(change) },
      signal: new AbortController().signal,
    });
    return { outcome, changes };
  }

  it('shows no difference under the policy that decided it', async () => {
    const { outcome, changes } = await simulated(defaultPolicyText());
    const decided = (await imported.events('StageChanged')).length;
    expect(changes).toEqual([]);
    expect(outcome).toMatchObject({
      ...{ journeys: 394, decisions: decided, recordedDecisions: decided },
      ...{ changedCustomers: 0, unsupportedFacts: 0, unreadableJourneys: 0 },
      stages: { displaced: [] },
    });
    expect(decided).toBeGreaterThan(0);
    expect(outcome.stages.simulated).toEqual(outcome.stages.decided);
    expect(outcome.trust.simulated).toEqual(outcome.trust.decided);
  });

  it('counts the journeys on both sides as the read models do', async () => {
    const { outcome } = await simulated(defaultPolicyText());
    const at = `at=${new Date(outcome.at ?? 0).toISOString()}`;
    const { stages } = await imported.ask<{ stages: object }>(`/v1/stages?${at}`);
    const { levels } = await imported.ask<{ levels: object }>(`/v1/trust?${at}`);
    expect([outcome.stages.decided, outcome.trust.decided]).toEqual([stages, levels]);
  });

  it('under a stricter policy leaves in awareness who came less than five times, and nobody else', async () => {
    const contacts = new Map<string, number>();
    for (const { stream } of await imported.events('CaseOpened'))
      contacts.set(stream, (contacts.get(stream) ?? 0) + 1);
    const few = [...contacts.values()].filter((count) => count < 5).length;
    const { outcome } = await simulated(stricterText);
    expect(outcome.stages.simulated.awareness).toBe(few);
    expect(outcome.changedCustomers).toBe(394);
  });
});
