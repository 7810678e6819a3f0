/** The cloud assembly of a stage, made as `cdk synth` makes it: by running the app of `cdk.json` with a context and a folder. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { readAssembly } from './deployment.ts'
import type { Stage } from './page.ts'

const root = resolve(import.meta.dirname, '../..')
const app = 'bin/sealform.ts'
const CdkSettings = z.looseObject({ context: z._default(z.record(z.string(), z.unknown()), {}) })

/** The stages that the page tells of. */
export const stages = ['demo', 'production'] as const

/** @throws when the app cannot be synthesised */
export const synthesise = async (name: (typeof stages)[number]): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), `sealform-cost-${name}-`))
  try {
    const { context } = CdkSettings.parse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')))
    await promisify(execFile)(process.execPath, [app], {
      cwd: root,
      env: {
        ...process.env,
        CDK_OUTDIR: folder,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, stage: name }),
        CDK_DISABLE_CLI_TELEMETRY: '1',
      },
      maxBuffer: 64 * 1024 * 1024,
    })
    return { name, resources: readAssembly(folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
