/** An error whose message states in one sentence why the local run did not start. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}

/** Converts the operating system's error about a port into a `StartFailure`. */
export const portFailure = (error: NodeJS.ErrnoException, host: string, port: number): StartFailure => {
  // Not the next port, which the demo of another run may use.
  const other = port + 10 <= 65_535 ? port + 10 : 8_797
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken: stop what runs there, or choose another with PORT=${other} npm start.`,
    EACCES: `Port ${port} on ${host} needs more rights than you have: choose one above 1023 with PORT=8787 npm start.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine: choose another with HOST, or leave it out.`,
    ENOTFOUND: `${host} is not a name that this machine can resolve: choose another with HOST, or leave it out.`,
  }
  return new StartFailure(
    reasons[error.code ?? ''] ?? `The server could not listen on ${host}:${port} (${error.code}).`,
    {
      cause: error,
    },
  )
}

/** Converts the operating system's error about the data folder into a `StartFailure`. */
export const folderFailure = (error: NodeJS.ErrnoException, folder: string): StartFailure =>
  new StartFailure(`The data folder ${folder} cannot be written to (${error.code}): choose another with DATA_DIR.`, {
    cause: error,
  })
