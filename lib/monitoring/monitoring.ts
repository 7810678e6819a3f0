/** The alarms and the only dashboard. They use the metrics of this service and of the AWS services that it uses. */
import { Duration } from 'aws-cdk-lib'
import { Dashboard } from 'aws-cdk-lib/aws-cloudwatch'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { edgeRegion } from '../regions.ts'
import { accountWideNameOf } from '../stage-names.ts'
import { Alarms } from './alarms.ts'
import { type DashboardProps, dashboardRows } from './dashboard.ts'
import { edgeAlarm } from './edge-alarm.ts'
import { countLines } from './metrics.ts'
import { type ResourceAlarmsProps, resourceAlarms } from './resource-alarms.ts'
import { type ServiceAlarmsProps, serviceAlarms } from './service-alarms.ts'
import { type TrailAlarmsProps, trailAlarms } from './trail-alarms.ts'
import { type VaultAlarmsProps, vaultAlarms } from './vault-alarms.ts'

export interface MonitoringProps
  extends DashboardProps,
    ServiceAlarmsProps,
    ResourceAlarmsProps,
    TrailAlarmsProps,
    VaultAlarmsProps {
  readonly logsKey: IKey
}

export class Monitoring extends Construct {
  readonly alarms: Alarms

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id)
    const { settings, logsKey, logGroups } = props
    countLines(this, settings, logGroups)
    this.alarms = new Alarms(this, 'Alarms', {
      settings,
      logsKey,
      additional: [
        ...serviceAlarms(this, props),
        ...resourceAlarms(this, props),
        ...trailAlarms(this, props),
        ...vaultAlarms(this, props),
        // For a stage in another Region, this alarm is in the firewall's Region, because an alarm must be in the Region
        // of its metric.
        ...(settings.region === edgeRegion ? [edgeAlarm(settings)] : []),
      ],
    })
    new Dashboard(this, 'Dashboard', {
      dashboardName: accountWideNameOf(settings, 'dashboard'),
      defaultInterval: Duration.hours(3),
      widgets: dashboardRows(props, this.alarms),
    })
  }
}
