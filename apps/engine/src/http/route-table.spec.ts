import { RouteTable } from './route-table';

describe('the table of routes', () => {
  const table = new RouteTable();
  table.add('POST', '/v1/commands/:name');
  table.add(['GET', 'HEAD'], '/v1/journeys/:id/timeline');
  table.add('GET', '/docs/*');

  it('knows the methods of a path', () =>
    expect(table.methodsAt('/v1/journeys/j1/timeline?limit=2')).toEqual(['GET', 'HEAD']));
  it('takes a parameter for one segment', () => expect(table.methodsAt('/v1/commands/a/b')).toEqual([]));
  it('takes a wildcard for the rest', () => expect(table.methodsAt('/docs/a/b')).toEqual(['GET']));
  it('knows no methods of an unknown path', () => expect(table.methodsAt('/v2')).toEqual([]));
});
