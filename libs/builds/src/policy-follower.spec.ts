import type { RecordedEvent } from '@rapport/event-store';
import {
  compilePolicy,
  defaultPolicyText,
  InvalidPolicy,
  parsePolicy,
  PolicyRegistry,
} from '@rapport/policy';
import { policyFollower, policyPublished } from './policy-follower';

const publishedAs = (document: object, version = 1) =>
  ({
    ...policyPublished,
    data: { name: 'default', version, document },
    recordedAt: version,
  }) as RecordedEvent;

describe('following published policies', () => {
  const { document } = compilePolicy(parsePolicy(defaultPolicyText()), 1);

  it('takes each version once', () => {
    const registry = new PolicyRegistry();
    const follow = policyFollower(registry);
    follow([publishedAs(document), publishedAs(document, 2)]);
    follow([publishedAs(document)]);
    expect([1, 2].map((version) => registry.version(version).document)).toEqual([document, document]);
  });

  it('reads nothing of what else the log holds', () => {
    const foreign = {
      ...{ type: 'Placed', stream: 'orders-1' },
      get data(): never {
        throw new SyntaxError('It is no JSON.');
      },
    } as unknown as RecordedEvent;
    expect(() => policyFollower(new PolicyRegistry())([foreign])).not.toThrow();
  });

  const { opinions } = document;
  const { prior } = opinions.trust;
  const weighing = (weight: unknown) => ({
    ...document,
    opinions: { ...opinions, trust: { ...opinions.trust, prior: { ...prior, weight } } },
  });

  it.each([{}, { ...document, stages: 'none' }, weighing(-2), weighing('2')])(
    'takes no document that its schema refuses, whoever appended it',
    (wrong) =>
      expect(() => policyFollower(new PolicyRegistry())([publishedAs(wrong)])).toThrow(InvalidPolicy),
  );
});
