// What `air` does once Node can read its sources: hands the process to `main`, sets the exit code.

if (process.env.AIR_DEBUG === '1') process.setSourceMapsEnabled(true);

// A reader that went away (`air check … | head`) changes nothing about the result: the exit code still tells it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const { main } = await import('../src/main.ts');
process.exitCode = await main(process.argv.slice(2), {
  cwd: process.cwd().replaceAll('\\', '/'),
  env: process.env,
  isTerminal: process.stdout.isTTY === true,
  writeOut: (text) => process.stdout.write(text),
  writeErr: (text) => process.stderr.write(text),
  host: async () => (await import('../src/node-host.ts')).nodeHost(),
});
