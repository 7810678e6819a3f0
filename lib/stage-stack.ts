import { CfnOutput, Stack, Tags } from 'aws-cdk-lib'
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { nameIn, permissionsBoundaryArnOf, retainsData } from './stage-names.ts'
import { type StageOutputName, stageOutputs } from './stage-outputs.ts'
import type { StageSettings } from './stage-settings.ts'

/**
 * A stack of a stage. The settings contain the ids of its Availability Zones, because looking them up would need
 * credentials.
 */
export class StageStack extends Stack {
  private readonly settings: StageSettings

  constructor(scope: Construct, name: string, settings: StageSettings, region: string = settings.region) {
    super(scope, name, {
      stackName: nameIn(settings, region, name),
      description: `Sealform, stage ${settings.stage}: ${name}`,
      env: { account: settings.account, region },
      // Protects a stage that keeps its data from accidental deletion.
      terminationProtection: retainsData(settings),
      analyticsReporting: false,
    })
    this.settings = settings
    Tags.of(this).add('service', 'sealform')
    Tags.of(this).add('stage', settings.stage)
    for (const [key, value] of Object.entries(settings.tags)) Tags.of(this).add(key, value)
    const boundary = permissionsBoundaryArnOf(settings)
    if (boundary !== undefined) {
      PermissionsBoundary.of(this).apply(ManagedPolicy.fromManagedPolicyArn(this, 'PermissionsBoundary', boundary))
    }
  }

  addOutput(name: StageOutputName, value: string): void {
    new CfnOutput(this, name, { value, description: stageOutputs[name].description })
  }

  override get availabilityZones(): string[] {
    return [...this.settings.availabilityZones]
  }
}
