const HOSTS = /^esdb(?<discover>\+discover)?:\/\/(?:[^/?]*@)?(?<hosts>[^/?@]*)(?:[/?]|$)/i;

/** Who is asked for the leader. */
export interface Seed {
  readonly host: string;
  readonly port: number;
}

export function seedsOf(connectionString: string): readonly Seed[] {
  const { hosts = '' } = HOSTS.exec(connectionString)?.groups ?? {};
  return hosts.split(',').map((one) => {
    const [host = '', port = '2113'] = one.split(':');
    return { host, port: Number(port) };
  });
}

/** Of several names with `+discover` the client asks only the first. As seeds each is asked, so that one may be gone. */
export function withSeeds(connectionString: string): string {
  const { discover, hosts = '' } = HOSTS.exec(connectionString)?.groups ?? {};
  return discover && hosts.includes(',') ? connectionString.replace('+discover', '') : connectionString;
}
