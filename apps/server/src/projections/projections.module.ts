import { Global, Module } from '@nestjs/common';
import { ReadModels } from './read-models.js';

@Global()
@Module({ providers: [ReadModels], exports: [ReadModels] })
export class ProjectionsModule {}
