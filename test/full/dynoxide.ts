/** Dynoxide: an implementation of DynamoDB in Rust, built with cargo from crates.io and cached between runs. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Server, startServer } from '../kit/process.ts'
import { run, succeeds } from './command.ts'

const version = '3.2.0'
/** Without the parts that the tests do not need, because building them takes several more minutes. */
const features = ['--no-default-features', '--features', 'native-sqlite,http-server,cli']

/** The path of the program. Throws with the reason if cargo is missing or cannot build it. */
export function dynoxideProgram(cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')): string {
  const folder = join(cache, 'sealform', `dynoxide-${version}`)
  const program = join(folder, 'bin/dynoxide')
  if (existsSync(program)) return program
  if (!succeeds('cargo', ['--version'])) throw new Error('it is built with cargo, which is not installed here')
  console.log(`building dynoxide ${version} with cargo into ${folder}, which takes minutes`)
  // cargo moves the program to its place only when it is complete.
  run('cargo', ['install', 'dynoxide-rs', '--version', version, '--locked', '--quiet', ...features, '--root', folder])
  return program
}

export async function startDynoxide(): Promise<Server> {
  const command = dynoxideProgram()
  const args = (port: number) => ['serve', '--host', '127.0.0.1', '--port', `${port}`, '--log', 'quiet']
  return await startServer({ name: 'dynoxide', command, args })
}
