/** The canaries of one run, with every refusal sent while they were in use. */
import { randomBytes, randomInt } from 'node:crypto'
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import type { Artifact, Canary } from './search.ts'

export interface ProbeRequest {
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer | object
  readonly accessToken?: string
}

export interface CanaryValues {
  readonly canaries: readonly Canary[]
  /** Refusals, with their headers and bodies. */
  readonly refusals: readonly Artifact[]
  /** Registers a value that must be found nowhere. */
  register(name: string, value: string, more?: Omit<Canary, 'name' | 'value'>): string
  /** The same for a secret that the service stores as a hash. */
  registerSecret(name: string, value: string | undefined): string
  /** Registers a new random value: 24 lower-case letters and digits, starting with a letter. */
  newValue(name: string): string
  /** The same, for the name of a field or parameter. */
  newFieldName(name: string): string
  /** Sends an arbitrary request, and keeps the reply as one that must not repeat a canary. */
  probe(method: string, path: string, knock?: ProbeRequest): Promise<number>
}

/** For one run; with the canaries and replies of the previous run, if any. */
export const createCanaryValues = (origin: string, before?: CanaryValues): CanaryValues => {
  const canaries: Canary[] = [...(before?.canaries ?? [])]
  const refusals: Artifact[] = [...(before?.refusals ?? [])]
  const register: CanaryValues['register'] = (name, value, more = {}) => {
    canaries.push({ name, value, ...more })
    return value
  }
  return {
    canaries,
    refusals,
    register,
    registerSecret: (name, value) => {
      if (value === undefined) throw new Error(`${name} is missing.`)
      return register(name, value, {
        mayBeHashed: true,
        decoded: Buffer.from(value.replace(/^sf[osrt]_/, ''), 'base64url'),
      })
    },
    newValue: (name) => register(name, randomCanary()),
    newFieldName: (name) => register(name, randomCanary(), { isFieldName: true }),
    probe: async (method, path, knock = {}) => {
      const { status, reply } = await sendProbe(origin, method, path, knock)
      refusals.push({ name: `the reply ${refusals.length + 1}, ${status} to ${method}`, bytes: reply })
      return status
    },
  }
}

const randomCanary = (): string => `c${randomBytes(12).toString('hex').slice(1)}`

const sendProbe = (
  origin: string,
  method: string,
  path: string,
  { headers = {}, body, accessToken }: ProbeRequest,
): Promise<{ status: number; reply: Buffer }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const isText = typeof body === 'string' || Buffer.isBuffer(body)
    const request = httpRequest(
      {
        ...{ hostname, port, method, path, agent: false },
        headers: {
          'Content-Type': 'application/json',
          ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
          ...headers,
        },
      },
      (response) => {
        const chunks = [Buffer.from(`${response.statusMessage}\n${response.rawHeaders.join('\n')}\n\n`)]
        response.on('data', (chunk) => chunks.push(Buffer.from(chunk)))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, reply: Buffer.concat(chunks) }))
      },
    )
    request.on('error', reject)
    request.end(body === undefined ? undefined : isText ? body : JSON.stringify(body))
  })

export const randomDigits = (count: number): string =>
  Array.from({ length: count }, (_, place) => randomInt(place === 0 ? 1 : 0, 10)).join('')
