import type { RecordedEvent } from '@rapport/event-store';
import { defaultPolicyText, InvalidPolicy, parsePolicy, PolicyRegistry } from '@rapport/policy';
import { policyFollower, policyPublished } from './policy-follower';

const publishedAs = (document: object, version = 1) =>
  ({
    ...policyPublished,
    data: { name: 'default', version, document },
    recordedAt: version,
  }) as RecordedEvent;

describe('following published policies', () => {
  it('takes each version once', () => {
    const registry = new PolicyRegistry();
    const follow = policyFollower(registry);
    const document = parsePolicy(defaultPolicyText());
    follow([publishedAs(document), publishedAs(document, 2)]);
    follow([publishedAs(document)]);
    expect([1, 2].map((version) => registry.version(version)?.document)).toEqual([document, document]);
  });

  it.each([{}, { ...parsePolicy(defaultPolicyText()), stages: 'none' }])(
    'says what is wrong with a document that others appended',
    (document) =>
      expect(() => policyFollower(new PolicyRegistry())([publishedAs(document)])).toThrow(InvalidPolicy),
  );
});
