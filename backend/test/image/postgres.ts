// `postgres.ts <folder> <host> <password>`: a PostgreSQL as the service of docker-compose.yml is one, for the image's test:
// at host:5432, with the account and the database `parley`. Ends on SIGTERM.
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { ensureDatabase, startEmbeddedPostgres } from '../../src/platform/postgres/index.js';

const [folder = '', host = '', password = ''] = process.argv.slice(2);
const server = await startEmbeddedPostgres(join(folder, 'pg'), { max_connections: '100' });
await ensureDatabase(server.urlOf('postgres'), 'parley');
const client = new pg.Client({ connectionString: server.urlOf('postgres') });
await client.connect();
await client.query(`ALTER ROLE parley PASSWORD ${pg.escapeLiteral(password)}`);
await client.end();

const port = Number(new URL(server.urlOf('parley')).port);
// It lets in who comes from its own machine, on a port of its choice: this is the way there.
const door = createServer((incoming) => {
  const outgoing = connect(port, '127.0.0.1');
  incoming.pipe(outgoing).pipe(incoming);
  for (const socket of [incoming, outgoing]) socket.on('error', () => [incoming, outgoing].map((end) => end.destroy()));
});
door.listen(5432, host, () => console.log('ready'));

process.once('SIGTERM', async () => {
  await server.stop();
  process.exit(0);
});
