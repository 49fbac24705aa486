import { Module } from '@nestjs/common';
import { SoundFiles } from './sound-files.js';

/** What is read and made of delivered audio files, whatever they belong to. */
@Module({ providers: [SoundFiles], exports: [SoundFiles] })
export class SoundsModule {}
