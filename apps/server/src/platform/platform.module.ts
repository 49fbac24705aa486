import { Module, type DynamicModule, type Provider } from '@nestjs/common';

/** What every module may ask for: configuration, database, files, log. `app.module.ts` says which. */
@Module({})
export class PlatformModule {
  static with(providers: Provider[]): DynamicModule {
    const tokens = providers.map((provider) =>
      typeof provider === 'function' ? provider : provider.provide,
    );
    return { module: PlatformModule, global: true, providers, exports: tokens };
  }
}
