// SPDX-License-Identifier: Apache-2.0
#ifndef SLUICE_ZLIB_H
#define SLUICE_ZLIB_H

#include <zlib.h>

// zlib's initialisers are macros, which Swift cannot see. A window of -15 is raw deflate: in a zip
// archive the header and the check sum are the archive's own.
static inline int sluice_deflate_begin(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}

static inline int sluice_inflate_begin(z_stream *stream) {
    return inflateInit2(stream, -15);
}

#endif
