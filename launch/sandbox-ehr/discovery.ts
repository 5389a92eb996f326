import { json } from './outcome.ts';
import { TRAITS } from './personality.ts';
import { SANDBOX_TYPES } from './search-parameters.ts';
import { supportedTypes, supportFor } from './search-support.ts';
import type { Issuer } from './state.ts';

const CAPABILITIES = [
  'launch-ehr',
  'launch-standalone',
  'authorize-post',
  'client-public',
  'sso-openid-connect',
  'context-banner',
  'context-style',
  'context-ehr-patient',
  'context-ehr-encounter',
  'context-standalone-patient',
  'context-standalone-encounter',
  'permission-offline',
  'permission-patient',
  'permission-user',
];

/** `/.well-known/smart-configuration` of SMART App Launch 2.2. */
export function smartConfiguration(issuer: Issuer): Response {
  const { advertisesS256, scopeVersions } = TRAITS[issuer.personality];
  return json({
    issuer: issuer.fhir,
    jwks_uri: `${issuer.oauth}/jwks`,
    authorization_endpoint: `${issuer.oauth}/authorize`,
    token_endpoint: `${issuer.oauth}/token`,
    introspection_endpoint: `${issuer.oauth}/introspect`,
    grant_types_supported: ['authorization_code', 'refresh_token'],
    response_types_supported: ['code'],
    token_endpoint_auth_methods_supported: ['none'],
    scopes_supported: [
      'openid',
      'fhirUser',
      'launch',
      'launch/patient',
      'launch/encounter',
      'offline_access',
      ...supportedTypes(issuer.personality).flatMap((type) =>
        ['patient', 'user'].map((level) =>
          scopeVersions.includes('v2') ? `${level}/${type}.rs` : `${level}/${type}.read`,
        ),
      ),
    ],
    ...(advertisesS256 ? { code_challenge_methods_supported: ['S256'] } : {}),
    capabilities: [...CAPABILITIES, ...scopeVersions.map((version) => `permission-${version}`)],
  });
}

/** The CapabilityStatement of a personality: what its searches accept, read by a client before it dares. */
export function capabilityStatement(issuer: Issuer): Readonly<Record<string, unknown>> {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-01',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'application/fhir+xml'],
    implementation: { description: `InjectCheck sandbox, ${issuer.personality}`, url: issuer.fhir },
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          service: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                  code: 'SMART-on-FHIR',
                },
              ],
            },
          ],
        },
        resource: SANDBOX_TYPES.flatMap((type) => capabilityOf(issuer, type)),
      },
    ],
  };
}

function capabilityOf(issuer: Issuer, type: string): readonly object[] {
  const support = supportFor(issuer.personality, type);
  if (!support) return [];
  const searches = support.search.length > 0;
  return [
    {
      type,
      interaction: [...(support.read ? ['read'] : []), ...(searches ? ['search-type'] : [])].map((code) => ({
        code,
      })),
      ...(support.include.length > 0 ? { searchInclude: support.include } : {}),
      ...(searches
        ? { searchParam: [...support.search, '_count'].map((name) => ({ name, type: 'string' })) }
        : {}),
    },
  ];
}
