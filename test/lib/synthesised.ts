/**
 * The templates of a stage, made once for each test file, around empty functions, because these tests do not depend on
 * bundles.
 */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { App, type Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import * as z from 'zod/mini'
import { assetFile, cacheForFiveMinutes, pageFile } from '../../lib/edge/pages/page-file.ts'
import { SealformService } from '../../lib/sealform-service.ts'
import { stageSettings } from '../../lib/stage-settings.ts'
import { readStages } from '../../tools/cdk/stages-file.ts'
import { referenceResolver } from './reference-resolver.ts'

/** These tests do not depend on the content of pages either. */
export const pages = [
  assetFile('visitor', 'js', Buffer.from('export {}')),
  pageFile('/embed.js', 'js', { body: Buffer.from('export {}'), cacheControl: cacheForFiveMinutes }),
]

const root = resolve(import.meta.dirname, '../..')

const { context } = z
  .looseObject({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))

const stagesIn = (file: string) =>
  z
    .looseObject({ demo: z.record(z.string(), z.unknown()), production: z.record(z.string(), z.unknown()) })
    .parse(readStages(file))

export const exampleStages = stagesIn(join(root, 'stages.example.json'))

/** Those of the file that SEALFORM_STAGES names, so that you can check your own settings; otherwise the example. */
export const stagesToCheck = process.env.SEALFORM_STAGES ? stagesIn(process.env.SEALFORM_STAGES) : exampleStages

export const stages = ['demo', 'production'] as const
export type StageName = (typeof stages)[number]

/** The Region of each sample stage. */
export const homeRegions = { demo: 'us-east-1', production: 'eu-central-1' } as const satisfies Record<
  StageName,
  string
>

export interface SynthesisedResource {
  /** Without the stage's name: `records`, `pci-zone`. */
  readonly stack: string
  readonly id: string
  readonly type: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly deletionPolicy: string | undefined
  readonly updateReplacePolicy: string | undefined
}

export interface Synthesised {
  readonly resources: readonly SynthesisedResource[]
  readonly stacks: ReadonlyMap<string, Stack>
  /** The construct tree. */
  readonly app: App
  /** Throws unless there is exactly one. */
  one(type: string, id?: string | RegExp): SynthesisedResource
  all(type: string): readonly SynthesisedResource[]
  /** The raw templates, by stack name. */
  readonly templates: ReadonlyMap<string, object>
  /** The content of a JSON file beside a function's code. */
  fileBesideCode(name: string, file: string): unknown
  /** The context that the app requests and does not find. */
  readonly missing: readonly unknown[]
}

const Code = z.looseObject({ S3Key: z.string() })

const Resources = z.record(
  z.string(),
  z.looseObject({
    Type: z.string(),
    Properties: z._default(z.record(z.string(), z.unknown()), {}),
    DeletionPolicy: z.optional(z.string()),
    UpdateReplacePolicy: z.optional(z.string()),
  }),
)

/** A stage that is not synthesised yet, with its bundles, below the given folder. */
export function appOf(stage: StageName, folder: string, settings: object = {}): App {
  const bundlesFolder = emptyBundles(folder)
  const app = new App({ outdir: join(folder, 'cdk.out'), context, analyticsReporting: false })
  const given = { ...stagesToCheck[stage], ...settings }
  new SealformService(app, 'Sealform', { settings: stageSettings(stage, { [stage]: given }), bundlesFolder, pages })
  return app
}

/** Every resource of a stage. References that CloudFormation resolves become `<LogicalId.Attribute>`. */
export function synthesise(stage: StageName, settings: object = {}): Synthesised {
  const folder = mkdtempSync(join(tmpdir(), 'sealform-synthesised-'))
  try {
    const app = appOf(stage, folder, settings)
    const assembly = app.synth()
    const found = app.node.findAll().filter((each): each is Stack => 'stackName' in each && 'templateFile' in each)
    const stacks = new Map(found.map((each) => [each.node.id, each]))
    const templates = new Map(found.map((each) => [each.stackName, Template.fromStack(each).toJSON()]))
    const resolveReferences = referenceResolver(templates)
    const resources = found.flatMap((each) =>
      Object.entries(Resources.parse(resolveReferences(templates.get(each.stackName)?.Resources ?? {}))).map(
        ([id, made]) => ({
          stack: each.node.id,
          id,
          type: made.Type,
          properties: made.Properties,
          deletionPolicy: made.DeletionPolicy,
          updateReplacePolicy: made.UpdateReplacePolicy,
        }),
      ),
    )
    const besides = jsonFiles(join(folder, 'cdk.out'))
    const all = (type: string) => resources.filter((each) => each.type === type)
    return {
      resources,
      stacks,
      app,
      templates,
      fileBesideCode(name, file) {
        const made = all('AWS::Lambda::Function').find(({ properties }) =>
          String(properties.FunctionName).endsWith(`-${name}`),
        )
        const { S3Key: archive } = Code.parse(made?.properties.Code)
        return besides.get(`asset.${archive.replace('.zip', '')}/${file}`)
      },
      all,
      one(type, id = /./) {
        const fitting = all(type).filter((each) => (typeof id === 'string' ? each.id === id : id.test(each.id)))
        const [only] = fitting
        if (only === undefined || fitting.length > 1) throw new Error(`${fitting.length} ${type} fit ${id}`)
        return only
      },
      missing: assembly.manifest.missing ?? [],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** By path in the assembly. */
const jsonFiles = (assembly: string): ReadonlyMap<string, unknown> =>
  new Map(
    globSync('asset.*/*.json', { cwd: assembly }).map((file) => [
      file.replaceAll('\\', '/'),
      JSON.parse(readFileSync(join(assembly, file), 'utf8')),
    ]),
  )

export function emptyBundles(folder: string): string {
  const bundles = join(folder, 'lambdas')
  for (const handler of globSync('lambdas/*/*.handler.ts', { cwd: root })) {
    const bundle = join(bundles, basename(handler, '.handler.ts'))
    mkdirSync(bundle, { recursive: true })
    writeFileSync(join(bundle, 'index.js'), '')
  }
  return bundles
}
