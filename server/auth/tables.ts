const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' }

/** better-auth's tables and columns by our names (`server/database/migrations/0001-accounts.ts`). */
export const accountTables = {
  user: {
    modelName: 'users',
    fields: { ...stamps, emailVerified: 'email_verified' },
  },
  session: {
    modelName: 'sessions',
    fields: { ...stamps, userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
  },
  account: {
    modelName: 'credentials',
    fields: {
      ...stamps,
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { ...stamps, expiresAt: 'expires_at' },
  },
} as const
