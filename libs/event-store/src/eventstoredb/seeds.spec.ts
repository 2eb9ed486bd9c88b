import { seedsOf, withSeeds } from './seeds';

describe('names to discover a cluster by', () => {
  it.each([
    ['esdb+discover://a:2113,b:2113,c:2113?tls=true', 'esdb://a:2113,b:2113,c:2113?tls=true'],
    ['esdb+discover://ops:pass@a:2113,b:2113', 'esdb://ops:pass@a:2113,b:2113'],
  ])('are all asked where there are several (%s)', (given, used) => expect(withSeeds(given)).toBe(used));

  it.each([
    'esdb+discover://cluster.example:2113?tls=true',
    'esdb+discover://ops:a,b@cluster.example:2113/?tlsCAFile=x,y',
    'esdb://a:2113,b:2113?tls=true',
    'esdb://+discover,@a:2113',
  ])('are left as they are where there is one, or no discovery (%s)', (given) =>
    expect(withSeeds(given)).toBe(given),
  );
});

it.each(['esdb+discover://ops:a,b@cluster:2114/?tlsCAFile=x,y', 'esdb://cluster:2114'])(
  'seeds are told with their ports (%s)',
  (text) => expect(seedsOf(text)).toEqual([{ host: 'cluster', port: 2114 }]),
);

it('seeds are at port 2113 where none is named', () =>
  expect(seedsOf('esdb://a,b:1?tls=false')).toEqual([
    { host: 'a', port: 2113 },
    { host: 'b', port: 1 },
  ]));
