import { problemDetails } from './problem-details';

describe('reading a problem document', () => {
  it('adds what the errors say beyond the detail, once', () => {
    const errors = [
      { path: 'occurredAt', message: 'occurredAt must be a time' },
      { path: 'channel', message: 'channel must be a text' },
      { path: 'channel', message: 'channel must be a text' },
    ];
    const detail = 'The command is not valid: occurredAt must be a time.';
    expect(problemDetails({ code: 'validation-failed', detail, errors }, 400).detail).toBe(
      `${detail} channel must be a text`,
    );
    expect(
      problemDetails({ code: 'validation-failed', detail, errors: errors.slice(0, 1) }, 400).detail,
    ).toBe(detail);
  });
});
