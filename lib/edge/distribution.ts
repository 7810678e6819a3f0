/**
 * Serves everything to browsers from one origin. The pages' files come from a private bucket. The pages' documents and
 * everything below `/v1` come from the API. The API is created here without methods, because its functions need to know
 * the origin first.
 */
import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib'
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway'
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  FunctionEventType,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { eventsPath } from '../../contracts/events.ts'
import { originPolicy } from '../../lambdas/edge/origin-policy.ts'
import { accountWideNameOf, prefixOf } from '../stage-names.ts'
import type { StageSettings } from '../stage-settings.ts'
import { markStateful } from '../stateful-resource.ts'
import { apiStage } from './api-stage.ts'
import { documentBehaviours, documentCachePolicy } from './documents.ts'
import { fileHeadersPolicy } from './file-headers.ts'
import { noErrorCaching } from './no-error-caching.ts'
import { originHeader, restOriginHeader } from './origin-header.ts'
import { socketsApi, socketsPathFunction } from './sockets.ts'
import { viewerAddressFunction } from './viewer-address.ts'

export interface EdgeDistributionProps {
  readonly settings: StageSettings
  readonly firewallArn: string
}

export class EdgeDistribution extends Construct {
  readonly pages: Bucket
  readonly distribution: Distribution
  readonly api: CfnRestApi
  /** The WebSocket API, behind `/v1/events`. */
  readonly sockets: CfnApi
  /** The secret that CloudFront adds to each request. The API refuses requests without it. */
  readonly originSecret: Secret
  /** The origin of the pages, such as `https://forms.example.com`. */
  readonly publicOrigin: string

  constructor(scope: Construct, id: string, { settings, firewallArn }: EdgeDistributionProps) {
    super(scope, id)
    this.originSecret = new Secret(this, 'OriginSecret', {
      description: `Sent by CloudFront to the API of ${prefixOf(settings)}. Rotated every thirty days.`,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    })
    // CloudFormation resolves the secret when it changes the resource. After that, the rotation changes the resource.
    const secretValue = SecretValue.secretsManager(this.originSecret.secretArn).unsafeUnwrap()
    this.api = restApi(this, settings, secretValue)
    this.sockets = socketsApi(this, settings)
    this.pages = pagesBucket(this, settings)
    const { domain } = settings
    const apiOrigin = {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(30),
      customHeaders: { [originHeader]: secretValue },
    }
    const apiBehavior = {
      // A redirect to HTTPS would come too late, because the first request and its content would already have been sent
      // unencrypted.
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // These headers include `If-Match`.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      // Compression turns a strong ETag into a weak one, which no If-Match header matches.
      compress: false,
    }
    const addressOf = (api: { readonly ref: string }) => `${api.ref}.execute-api.${settings.region}.amazonaws.com`
    const api = new HttpOrigin(addressOf(this.api), {
      ...apiOrigin,
      originPath: `/${apiStage}`,
      // Version 0.2.0 checks the other header in its stack `api`, which is updated after this stack.
      customHeaders: { ...apiOrigin.customHeaders, [restOriginHeader]: secretValue },
    })
    this.distribution = new Distribution(this, 'Distribution', {
      comment: prefixOf(settings),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      webAclId: firewallArn,
      errorResponses: [...noErrorCaching],
      // Without a domain, CloudFront uses its own certificate and also accepts TLS 1.0, so production must have a
      // domain.
      ...(domain && {
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.pages, {
          originAccessControl: new S3OriginAccessControl(this, 'PagesAccess', {
            originAccessControlName: accountWideNameOf(settings, 'pages'),
          }),
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: fileHeadersPolicy(this, settings),
        compress: true,
      },
      additionalBehaviors: {
        // This entry precedes `/v1/*`, because CloudFront uses the first match. All headers are forwarded, including
        // those that a socket needs.
        [eventsPath]: {
          ...apiBehavior,
          origin: new HttpOrigin(addressOf(this.sockets), apiOrigin),
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
          functionAssociations: [
            { eventType: FunctionEventType.VIEWER_REQUEST, function: socketsPathFunction(this, settings) },
          ],
        },
        '/v1/*': {
          ...apiBehavior,
          origin: api,
          allowedMethods: AllowedMethods.ALLOW_ALL,
          functionAssociations: [
            { eventType: FunctionEventType.VIEWER_REQUEST, function: viewerAddressFunction(this, settings) },
          ],
        },
        ...documentBehaviours(api, documentCachePolicy(this, settings)),
      },
    })
    markStateful(this.distribution, 'Distribution', { purpose: 'demo' })
    this.publicOrigin = `https://${domain?.name ?? this.distribution.distributionDomainName}`
  }
}

function restApi(scope: Construct, settings: StageSettings, originSecret: string): CfnRestApi {
  const api = new CfnRestApi(scope, 'Api', {
    name: prefixOf(settings),
    description: 'Sealform, below /v1.',
    endpointConfiguration: { types: ['REGIONAL'] },
    // Requires TLS 1.2 or later, even from callers that use the API's own host name.
    securityPolicy: 'SecurityPolicy_TLS13_1_2_2021_06',
    endpointAccessMode: 'STRICT',
    policy: originPolicy([originSecret]),
    // A handler receives the exact bytes of every body, so that the handler can detect invalid UTF-8.
    binaryMediaTypes: ['*/*'],
    failOnWarnings: true,
  })
  api.overrideLogicalId('RestApi')
  return api
}

/** Creates the bucket for the pages' files. Only the distribution may read it. */
function pagesBucket(scope: Construct, settings: StageSettings): Bucket {
  const bucket = new Bucket(scope, 'Pages', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
  })
  // The function that uploads the files also empties the bucket; see page-upload.ts.
  markStateful(bucket, 'PagesBucket', settings)
  return bucket
}
