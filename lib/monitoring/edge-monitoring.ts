import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { edgeRegion } from '../regions.ts'
import type { StageSettings } from '../stage-settings.ts'
import { alarm, alarmTopic } from './alarm.ts'
import { edgeAlarm } from './edge-alarm.ts'

export interface EdgeMonitoringProps {
  readonly settings: StageSettings
  /** The logs key in us-east-1. */
  readonly logsKey: IKey
}

/** The alarm on the edge and its topic, for a stage that is not in the Region of CloudFront's firewall. */
export class EdgeMonitoring extends Construct {
  constructor(scope: Construct, id: string, { settings, logsKey }: EdgeMonitoringProps) {
    super(scope, id)
    const topic = alarmTopic(this, { settings, region: edgeRegion, logsKey })
    alarm(this, { settings, topic }, edgeAlarm(settings))
  }
}
