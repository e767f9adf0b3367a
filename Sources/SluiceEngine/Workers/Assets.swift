// SPDX-License-Identifier: Apache-2.0

/// Files that the program carries within itself, as text.
///
/// Their sources lie in `Bootstraps/`; a test holds the two against each other, and writes these anew
/// when `SLUICE_RECORD` is set.
enum Assets {}
