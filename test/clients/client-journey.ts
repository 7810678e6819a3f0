/** What a generated client does in its journey: a program in its language, run against a service in memory. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { openApiDocument } from '../../contracts/documentation/openapi.ts'
import { noon, startMemoryService } from '../kit/service.ts'

export const programs = resolve(import.meta.dirname, 'programs')

/** What each program prints as JSON at the end. */
const JourneyResult = z.strictObject({
  sent: z.string(),
  opened: z.string(),
  iban: z.string(),
  sentAtYear: z.number(),
  listed: z.number(),
  secondRetrieval: z.strictObject({ status: z.number(), code: z.string() }),
  closed: z.string(),
})

export const expectedResult: z.infer<typeof JourneyResult> = {
  sent: 'sent',
  opened: 'opened',
  iban: 'DE89370400440532013000',
  sentAtYear: new Date(noon).getUTCFullYear(),
  listed: 1,
  secondRetrieval: { status: 404, code: 'not-available' },
  closed: 'closed',
}

export interface ClientFolder {
  /** An empty folder that contains only `openapi.json`. */
  readonly folder: string
  run(command: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
  remove(): void
}

export const clientFolder = (): ClientFolder => {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-client-'))
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument()))
  return {
    folder,
    async run(command, args, env = {}) {
      const options = { cwd: folder, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 }
      return (await promisify(execFile)(command, [...args], options)).stdout
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Runs a program against a new service and returns what it printed. */
export async function runJourney(program: (env: Readonly<Record<string, string>>) => Promise<string>) {
  const service = await startMemoryService()
  try {
    const siteId = await service.newSiteId()
    const output = await program({
      ORIGIN: service.origin,
      BACKEND_TOKEN: await service.token({ siteId, subject: 'chat', profile: 'chat-backend' }),
      AGENT_TOKEN: await service.token({ siteId, subject: 'agent-7', profile: 'agent' }),
    })
    return JourneyResult.parse(JSON.parse(output))
  } finally {
    await service.close()
  }
}
