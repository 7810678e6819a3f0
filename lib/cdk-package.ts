/**
 * `sealform/cdk`: the whole service as a construct for an app of your own. The functions' code and the pages are part of the
 * package.
 */
import type { Construct } from 'constructs'
import { prebuiltBundles, prebuiltPages } from './prebuilt.ts'
import { SealformService as Service } from './sealform-service.ts'
import type { ServiceSettings } from './service-settings.ts'
import { stageSettings } from './stage-settings.ts'

export type { FormEvent, FormEventDetail } from './audit/form-events.ts'
export type { ServiceMembers } from './service-members.ts'

/** The settings of a stage, and its name. */
export interface SealformServiceProps extends ServiceSettings {
  /** The name of the stage, such as `production`: at most 16 lower-case letters, digits and dashes. */
  readonly stage: string
}

/**
 * The whole service of a stage. It creates fourteen stacks below the given scope, separated by zone and by lifetime; the scope's own
 * stack gets no resource. Deploy them together: `npx cdk deploy --all`.
 *
 * A stack of yours that contains the construct, or that uses one of its members, needs an `env` with the account and the Region of
 * the stage, as in `new Stack(app, 'Desk', { env: { account: '111122223333', region: 'us-east-1' } })`. docs/own-app.md in the package
 * has a complete app, and says which members import a value.
 */
export class SealformService extends Service {
  /** @throws {Error} with one sentence for each invalid setting, or if a surrounding stack has no `env` */
  constructor(scope: Construct, id: string, { stage, ...settings }: SealformServiceProps) {
    super(scope, id, {
      settings: stageSettings(stage, { [stage]: settings }),
      bundlesFolder: prebuiltBundles,
      pages: prebuiltPages().files,
    })
  }
}
