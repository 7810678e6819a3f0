/**
 * Synthesises a stage's cloud assembly as `cdk synth` does, but with empty functions, because their code does not
 * affect the cost.
 */
import { globSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { App } from 'aws-cdk-lib'
import * as z from 'zod/mini'
import { SealformService } from '../../lib/sealform-service.ts'
import { stageFromFile } from '../cdk/stages-file.ts'
import type { Stage } from './cost-page.ts'
import { readAssembly } from './deployment.ts'

const root = resolve(import.meta.dirname, '../..')
const CdkSettings = z.looseObject({ context: z.record(z.string(), z.unknown()) })

/** The stages whose cost is on the cost page. */
export const stages = ['demo', 'production'] as const

const emptyBundles = async (folder: string): Promise<string> => {
  const bundles = join(folder, 'lambdas')
  for (const handler of globSync('lambdas/*/*.handler.ts', { cwd: root })) {
    const bundle = join(bundles, basename(handler, '.handler.ts'))
    await mkdir(bundle, { recursive: true })
    await writeFile(join(bundle, 'index.js'), '')
  }
  return bundles
}

export const synthesise = async (name: (typeof stages)[number]): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), `sealform-cost-${name}-`))
  try {
    const { context } = CdkSettings.parse(JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')))
    const outdir = join(folder, 'cdk.out')
    const app = new App({ outdir, context: { ...context, stage: name }, analyticsReporting: false })
    const settings = stageFromFile(name, join(root, 'stages.example.json'))
    new SealformService(app, 'Sealform', { settings, bundlesFolder: await emptyBundles(folder), pages: [] })
    app.synth()
    return { name, resources: readAssembly(outdir) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
