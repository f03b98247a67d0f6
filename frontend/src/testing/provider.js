/**
 * An identity provider for the browser's stories: a real one, with its own sign-in page, which takes whoever comes.
 * Whoever types `officer@leicester` is a complaints officer there; `officer,manager@leicester,eastmere` is more.
 *
 * Usage: node provider.js PORT WEB_APP_ADDRESS
 */
import console from 'node:console'
import process from 'node:process'
import { Provider } from 'oidc-provider'

const [port, app] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const ROLES = { officer: 'redress-officers', manager: 'redress-managers', nobody: 'visitors' }

function claimsOf(accountId) {
  const [roles, councils] = accountId.split('@')
  return {
    name: `Test ${accountId}`,
    realm_access: { roles: roles.split(',').map((role) => ROLES[role] ?? role) },
    council: councils?.split(','),
  }
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'redress-web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      redirect_uris: [`${app}/signed-in`],
      post_logout_redirect_uris: [`${app}/`],
    },
  ],
  clientBasedCORS: (_context, origin) => origin === app,
  findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...claimsOf(accountId) }) }),
  extraTokenClaims: (_context, token) => claimsOf(token.accountId),
  features: {
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'https://redress.example',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'openid profile offline_access',
        audience: 'redress',
        accessTokenFormat: 'jwt',
        accessTokenTTL: 3600,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  ttl: { Session: 3600, Interaction: 600, Grant: 3600, RefreshToken: 3600 },
  cookies: { keys: ['only for tests'] },
})
provider.listen(Number(port), '127.0.0.1', () => console.log(`provider: ${issuer}`))
