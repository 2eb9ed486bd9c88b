import { catalogue, commandNames, isFact, rules } from '../index';
import type { CommandName } from '../index';
import * as kit from '@rapport/journey/testing';
import { given } from '@rapport/journey/testing';
import type { GivenCommand } from '@rapport/journey/testing';
import fc from 'fast-check';

/** One of each command, from the generator that has them all. */
const samples = new Map<CommandName, GivenCommand>(
  fc.sample(kit.arbitraryCommand, { numRuns: 2000, seed: 1 }).map((command) => [command.name, command]),
);

describe('every command', () => {
  it('has a sample here', () => expect([...samples.keys()].sort()).toEqual([...commandNames].sort()));

  it.each(commandNames.filter((name) => name !== 'begin-journey'))(
    '%s is refused before the journey begins',
    (name) =>
      given([])
        .when(samples.get(name) ?? kit.beginJourney())
        .refuses('journey.not-begun'),
  );

  it.each(commandNames)('%s records a fact of its own', (name) => {
    const { records } = catalogue.commands[name];
    expect(catalogue.events[records].kind).toBe('fact');
    expect(commandNames.filter((other) => catalogue.commands[other].records === records)).toEqual([name]);
  });

  it('facts and decisions are told apart on events too', () =>
    expect(
      kit
        .recorded([kit.journeyBegun(), kit.stageChanged('awareness', 'exploration')])
        .map((event) => isFact(event)),
    ).toEqual([true, false]));
});

describe('the rules', () => {
  it('have a stable code each, in kebab case, and a sentence', () => {
    const codes = rules().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, rule } of rules()) {
      expect(code).toMatch(/^([a-z]+\.)?[a-z]+(-[a-z]+)*$/);
      expect(rule).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('say which commands they may refuse', () =>
    expect(rules().find(({ code }) => code === 'case.already-proposed')).toEqual({
      code: 'case.already-proposed',
      rule: 'A resolution is proposed once until it is confirmed, rejected or withdrawn.',
      commands: ['propose-resolution'],
    }));
});
