import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueText, renewed, writtenNow } from './event-catalogue';
import type { EventCatalogue } from './event-catalogue';
import { unreadable } from './unreadable';
import { upcasts } from './upcasts';

const text = readFileSync(join(__dirname, '..', '..', 'event-catalogue.json'), 'utf8');
const committed = JSON.parse(text) as EventCatalogue;

describe('the committed event catalogue', () => {
  it('names no event that this code could not read any more', () =>
    expect(unreadable(committed, writtenNow(), upcasts)).toEqual([]));

  it('is up to date: `npm run catalogue` writes it', () =>
    expect(text).toBe(catalogueText(renewed(committed, writtenNow()))));

  it('keeps versions that are not written any more', () => {
    const { CaseNoted } = committed;
    const before = { CaseNoted: { kind: 'fact' as const, versions: { '0': { schema: {}, personal: [] } } } };
    expect(
      Object.keys(renewed(before, { CaseNoted: CaseNoted ?? before.CaseNoted }).CaseNoted?.versions ?? {}),
    ).toEqual(['0', '1']);
  });
});
