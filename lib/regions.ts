/**
 * The Regions that the service can be deployed to, each with the id of the managed prefix list
 * `com.amazonaws.<region>.dynamodb`: the list of addresses that the functions in the isolated network may connect to.
 * The ids never change. They are listed here because looking them up (`aws ec2 describe-managed-prefix-lists`) would
 * need credentials at synthesis.
 */
export const dynamoDbPrefixLists = {
  'ap-northeast-1': 'pl-78a54011',
  'ap-northeast-2': 'pl-48a54021',
  'ap-south-1': 'pl-66a7420f',
  'ap-southeast-1': 'pl-67a5400e',
  'ap-southeast-2': 'pl-62a5400b',
  'ca-central-1': 'pl-4ea54027',
  'eu-central-1': 'pl-66a5400f',
  'eu-north-1': 'pl-adae4bc4',
  'eu-west-1': 'pl-6fa54006',
  'eu-west-2': 'pl-b3a742da',
  'eu-west-3': 'pl-abb451c2',
  'sa-east-1': 'pl-60a54009',
  'us-east-1': 'pl-02cd2c6b',
  'us-east-2': 'pl-4ca54025',
  'us-west-2': 'pl-00a54069',
} as const satisfies Record<string, `pl-${string}`>

export type Region = keyof typeof dynamoDbPrefixLists

const isRegion = (name: string): name is Region => Object.hasOwn(dynamoDbPrefixLists, name)

export const regions: readonly Region[] = Object.keys(dynamoDbPrefixLists).filter(isRegion)

/** The Region that CloudFront requires for its firewall and its certificate. */
export const edgeRegion = 'us-east-1'

/** Regions that are not supported although users may try them, each with the reason. */
export const unsupportedRegions: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
  'us-west-1': 'accounts get two zones in us-west-1, and the isolated network needs three',
}
