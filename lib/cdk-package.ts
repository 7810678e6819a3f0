/**
 * `sealform/cdk`: the whole service as a construct for an app of your own. The functions' code and the pages are part of the
 * package.
 */
import type { Construct } from 'constructs'
import type * as z from 'zod/mini'
import { prebuiltBundles, prebuiltPages } from './prebuilt.ts'
import { SealformService as Service } from './sealform-service.ts'
import { type StageSettings, stageSettings } from './stage-settings.ts'

export type { FormEvent, FormEventDetail } from './audit/form-events.ts'
export type { ServiceMembers } from './service-members.ts'

/** Replaces branded strings by strings, so that props are plain objects. */
type Plain<Value> = Value extends string & z.core.$brand
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: Plain<Value[Name]> }
      : Value

type Settings = Plain<z.input<typeof StageSettings>>

/** The settings of a stage, as docs/stage-settings.md describes them. */
export interface SealformServiceProps extends Settings {
  /** The name of the stage, such as `production`: at most 16 lower-case letters, digits and dashes. */
  readonly stage: string
}

export class SealformService extends Service {
  /** @throws {Error} with one sentence for each invalid setting */
  constructor(scope: Construct, id: string, { stage, ...settings }: SealformServiceProps) {
    super(scope, id, {
      settings: stageSettings(stage, { [stage]: settings }),
      bundlesFolder: prebuiltBundles,
      pages: prebuiltPages().files,
    })
  }
}
