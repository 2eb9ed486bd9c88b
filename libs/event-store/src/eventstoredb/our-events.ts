/** Its first event says the log's id, others whether another log is being moved here. Not delivered to anybody. */
export const LOG_STREAM = 'rapport-log';

/** What the server itself writes (statistics, metadata, links) is no event of ours, and neither is the log's id. */
export const isOurs = (stream: string, type: string): boolean =>
  !stream.startsWith('$') && !type.startsWith('$') && stream !== LOG_STREAM;

/** The same for the server, as far as streams go: what it filters does not cross the network. .NET's syntax. */
export const OUR_STREAMS = `^(?!\\$|${LOG_STREAM}$)`;
