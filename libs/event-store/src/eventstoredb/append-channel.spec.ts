import { status } from '@grpc/grpc-js';
import { EventEmitter } from 'node:events';
import { WrongExpectedRevision } from '../errors';
import type { ExpectedRevision } from '../event-store';
import { denied, statusOf } from '../served/batch-status';
import { AppendChannel, type AppendOptions } from './append-channel';
import type { BatchCall } from './connection';
import { BatchAppendResp, RpcCode, RpcStatus, shared, type BatchAppendReq } from './protocol';

/** A call that a test answers. */
class Call extends EventEmitter {
  readonly sent: BatchAppendReq[] = [];

  write(request: BatchAppendReq): void {
    this.sent.push(request);
  }

  cancel(): void {
    this.emit('end');
  }

  answer(index: number, change: (response: BatchAppendResp) => BatchAppendResp): void {
    const response = new BatchAppendResp().setCorrelationId(this.sent[index]?.getCorrelationId());
    this.emit('data', change(response));
  }
}

const success = (revision: number) => (response: BatchAppendResp) =>
  response.setSuccess(
    new BatchAppendResp.Success()
      .setCurrentRevision(String(revision))
      .setPosition(new shared.AllStreamPosition().setCommitPosition('7').setPreparePosition('7')),
  );

const notReady = (response: BatchAppendResp) =>
  response.setError(new RpcStatus().setCode(RpcCode.UNAVAILABLE).setMessage('Server Is Not Ready'));

const wrongExpectedVersion = (response: BatchAppendResp) =>
  response.setError(statusOf(new WrongExpectedRevision('a', 0, undefined)));

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('appends over one call', () => {
  let call: Call;
  let channel: AppendChannel;

  const opened = (options: Partial<AppendOptions> = {}): void => {
    call = new Call();
    const connection = { batchAppend: () => Promise.resolve(call as unknown as BatchCall) };
    channel = new AppendChannel(connection, { giveUpAfterMs: 1_000, retryDelayMs: 1, ...options });
  };
  beforeEach(() => opened());

  const following = (stream: string, expected: ExpectedRevision) =>
    channel.append({ stream, events: [], expected });
  const appended = (stream: string) => following(stream, 'any');

  const streamsSent = (): string[] =>
    call.sent.map((request) =>
      Buffer.from(request.getOptions()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    );

  it('are sent one after another to one stream, so that none passes one that is put off', async () => {
    const appends = [appended('a'), appended('a')];
    await turn();
    expect(streamsSent()).toEqual(['a']);
    call.answer(0, notReady);
    await turn();
    expect(streamsSent()).toEqual(['a', 'a']);
    call.answer(1, success(0));
    await turn();
    expect(streamsSent()).toEqual(['a', 'a', 'a']);
    call.answer(2, success(1));
    expect(await Promise.all(appends)).toMatchObject([{ revision: 0 }, { revision: 1 }]);
  });

  it('are sent at once to one stream where each names what it follows, and again behind one that was put off', async () => {
    const appends = [following('a', 'no-stream'), following('a', 0)];
    await turn();
    expect(streamsSent()).toEqual(['a', 'a']);
    call.answer(1, wrongExpectedVersion);
    call.answer(0, notReady);
    await turn();
    expect(streamsSent()).toEqual(['a', 'a', 'a']);
    call.answer(2, success(0));
    await turn();
    call.answer(3, success(1));
    expect(await Promise.all(appends)).toMatchObject([{ revision: 0 }, { revision: 1 }]);
  });

  it('are given up with the reason that was last told', async () => {
    opened({ giveUpAfterMs: 50, retryDelayMs: 100 });
    const append = following('a', 0);
    await turn();
    call.answer(0, notReady);
    await expect(append).rejects.toMatchObject({
      code: 'store-unavailable',
      message: 'EventStoreDB does not answer: Server Is Not Ready. Nothing was stored.',
    });
  });

  it('stay in doubt where the next attempt is not let in', async () => {
    const append = following('a', 0);
    await turn();
    call.emit('end');
    await turn();
    call.emit('error', Object.assign(new Error('Unauthenticated'), { code: status.UNAUTHENTICATED }));
    await expect(append).rejects.toMatchObject({ code: 'unknown-outcome' });
  });

  it('stay in doubt where the next attempt is denied', async () => {
    const append = following('a', 0);
    await turn();
    call.emit('end');
    await turn();
    call.answer(1, (response) => response.setError(denied()));
    await expect(append).rejects.toMatchObject({
      code: 'unknown-outcome',
      message: expect.stringContaining('Check the credentials') as string,
    });
  });

  it('are refused where the next attempt finds another event at their place', async () => {
    const append = following('a', 0);
    await turn();
    call.emit('end');
    await turn();
    call.answer(1, wrongExpectedVersion);
    await expect(append).rejects.toMatchObject({ code: 'wrong-expected-revision' });
  });

  it('are refused where what they follow was', async () => {
    const appends = [following('a', 'no-stream'), following('a', 0)].map((append) => append.catch(String));
    await turn();
    call.answer(1, wrongExpectedVersion);
    call.answer(0, wrongExpectedVersion);
    await turn();
    call.answer(2, wrongExpectedVersion);
    expect(await Promise.all(appends)).toEqual(
      Array(2).fill(expect.stringContaining('WrongExpectedRevision')),
    );
  });

  it('are not held up by one to another stream that waits', async () => {
    const appends = ['a', 'a', 'b'].map(appended);
    await turn();
    expect(streamsSent()).toEqual(['a', 'b']);
    call.answer(0, success(0));
    await turn();
    for (const sent of [1, 2]) call.answer(sent, success(sent));
    await Promise.all(appends);
  });

  it('do not pass one to their stream that waits, whatever they name', async () => {
    const appends = [appended('a'), appended('a'), following('a', 1), appended('b')];
    await turn();
    expect(streamsSent()).toEqual(['a', 'b']);
    for (const [sent, revision] of [0, 0, 1, 2].entries()) {
      call.answer(sent, success(revision));
      await turn();
    }
    expect(await Promise.all(appends)).toMatchObject([0, 1, 2, 0].map((revision) => ({ revision })));
  });

  it('are sent in the order in which they were handed over, whatever their streams, where a log is moved', async () => {
    opened({ inOrder: true });
    const appends = ['a', 'b', 'a', 'c'].map(appended);
    await turn();
    expect(streamsSent()).toEqual(['a', 'b']);
    call.answer(0, success(0));
    await turn();
    expect(streamsSent()).toEqual(['a', 'b', 'a', 'c']);
    for (const sent of [1, 2, 3]) call.answer(sent, success(0));
    await Promise.all(appends);
  });

  it('are refused, and not in doubt, where the call is not let in', async () => {
    const append = appended('a');
    await turn();
    call.emit('error', Object.assign(new Error('Unauthenticated'), { code: status.UNAUTHENTICATED }));
    await expect(append).rejects.toMatchObject({ code: 'store-read-only' });
  });

  it('are in doubt where the call was let in before', async () => {
    const [first, second] = [appended('a'), appended('b')];
    await turn();
    call.answer(0, success(0));
    await first;
    call.emit('error', Object.assign(new Error('Unauthenticated'), { code: status.UNAUTHENTICATED }));
    await expect(second).rejects.toMatchObject({ code: 'unknown-outcome' });
  });
});
