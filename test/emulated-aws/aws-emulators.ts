/** Two independent emulators of parts of AWS, each in its own process, without persistence. */
import { join } from 'node:path'
import { pythonEnvironment } from '../full/python.ts'
import { type Server, startServer } from '../kit/process.ts'

export async function startMoto(): Promise<Server> {
  const python = join(pythonEnvironment('moto'), 'bin/python')
  return await startServer({
    name: 'moto',
    command: python,
    args: (port) => ['-m', 'moto.server', '-H', '127.0.0.1', '-p', `${port}`],
  })
}

/** The Python with ministack. Throws if it is missing and cannot be installed. */
export const emulatorPython = (): string => join(pythonEnvironment('ministack'), 'bin/python')

/** Its listeners for other protocols would open ports to the network, so they stay off. */
export async function startMinistack(): Promise<Server> {
  return await startServer({
    name: 'ministack',
    command: emulatorPython(),
    args: () => ['-m', 'ministack'],
    env: (port) => ({
      GATEWAY_PORT: `${port}`,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      SERVICES: 'dynamodb',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      LOG_LEVEL: 'WARNING',
    }),
  })
}
