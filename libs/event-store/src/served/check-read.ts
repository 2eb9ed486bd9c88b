import { ReadReq } from '../eventstoredb/protocol';
import { invalidArgument, unknownFailure } from './failure';
import { directionOf } from './read-all';

/** What would be taken for something else is refused, with the code that EventStoreDB has for it. @throws Failure */
export function checkRead(options: ReadReq.Options): void {
  checkCombination(options);
  checkStart(options);
  if (options.hasCount() && options.getCount() === '0')
    throw unknownFailure('A read is of one event or more.');
}

function checkCombination(options: ReadReq.Options): void {
  if (!options.hasSubscription() && !options.hasCount())
    throw invalidArgument('A read says how many events it is of, or that it is a subscription.');
  if (!DIRECTIONS.includes(options.getReadDirection()))
    throw invalidArgument('A read goes forwards or backwards.');
  if (options.hasSubscription() && directionOf(options) === 'backwards')
    throw invalidArgument('A subscription goes forwards.');
  if (!options.hasFilter() && !options.hasNoFilter())
    throw invalidArgument('A read says by what it filters, or that it does not.');
  if (options.hasStream() && options.hasFilter())
    throw invalidArgument('A filter is for $all, not for one stream.');
}

const { ReadDirection } = ReadReq.Options;
const DIRECTIONS = [ReadDirection.FORWARDS, ReadDirection.BACKWARDS];

function checkStart(options: ReadReq.Options): void {
  const [stream, all] = [options.getStream(), options.getAll()];
  const given = stream?.getRevisionOptionCase() ?? all?.getAllOptionCase() ?? NOT_SET;
  if (given === NOT_SET)
    throw unknownFailure('A read says where it begins: at the start, at the end or at a place.');
  const place = stream?.getRevision() ?? all?.getPosition()?.getCommitPosition() ?? 0;
  // EventStoreDB's places have a sign, and -1 is the end.
  if (BigInt.asIntN(64, BigInt(place)) < -1n) throw unknownFailure('No log comes as far as a read begins.');
}

/** Of either kind of start. */
const NOT_SET = 0;
