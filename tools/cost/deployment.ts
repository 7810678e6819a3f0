/**
 * Reads the resources that a stage deploys. They are in the stage's cloud assembly, which consists of
 * `cdk.out/manifest.json` and the templates that the manifest names.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Resource = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
})
const Template = z.object({ Resources: z._default(z.record(z.string(), Resource), {}) })

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.optional(z.looseObject({ templateFile: z.optional(z.string()) })) }),
  ),
})

export interface DeployedResource {
  readonly stack: string
  readonly logicalId: string
  readonly type: string
  readonly properties: Readonly<Record<string, unknown>>
}

const json = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))

/** Returns every resource in every stack, including nested assemblies. Throws if there is none. */
export const readAssembly = (folder: string): readonly DeployedResource[] => {
  const resources = resourcesIn(folder)
  if (resources.length === 0) throw new Error(`the assembly in ${folder} has no resource`)
  return resources
}

const resourcesIn = (folder: string): DeployedResource[] =>
  Object.entries(Manifest.parse(json(folder, 'manifest.json')).artifacts).flatMap(([stack, { type, properties }]) => {
    if (type === 'cdk:cloud-assembly') return resourcesIn(join(folder, String(properties?.directoryName)))
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return []
    const { Resources } = Template.parse(json(folder, properties.templateFile))
    return Object.entries(Resources).map(([logicalId, resource]) => ({
      stack,
      logicalId,
      type: resource.Type,
      properties: resource.Properties,
    }))
  })
