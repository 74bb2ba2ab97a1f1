//! Randomness, passed in: the operating system's, or a seeded stream where a test or the demo must repeat itself.

use sha2::{Digest, Sha256};

/// A source of random bytes.
pub trait Random: Send {
    /// Fills `bytes`.
    fn fill(&mut self, bytes: &mut [u8]);

    /// A number in `0..bound`, every one equally likely. `bound` is at least 1.
    fn below(&mut self, bound: u32) -> u32 {
        let bound = bound.max(1);
        // The last, incomplete stretch of the 32-bit range would favour small numbers: draw again there.
        let limit = u32::MAX - u32::MAX % bound;
        loop {
            let mut bytes = [0; 4];
            self.fill(&mut bytes);
            let drawn = u32::from_le_bytes(bytes);
            if drawn < limit {
                return drawn % bound;
            }
        }
    }
}

/// An array of random bytes.
pub fn bytes<const N: usize>(random: &mut dyn Random) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// The operating system's generator.
///
/// A machine that cannot give randomness cannot make passwords or sessions, so the process ends.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsRandom;

impl Random for OsRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the operating system")]
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// A repeatable stream (SHA-256 in counter mode) for demo data and tests; never for secrets of real people.
#[derive(Clone, Debug)]
pub struct SeededRandom {
    seed: [u8; 32],
    block: u64,
    rest: Vec<u8>,
}

impl SeededRandom {
    /// The stream named by `seed`.
    pub fn new(seed: &str) -> Self {
        Self { seed: Sha256::digest(seed.as_bytes()).into(), block: 0, rest: Vec::new() }
    }
}

impl Random for SeededRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            if self.rest.is_empty() {
                let block =
                    Sha256::new().chain_update(self.seed).chain_update(self.block.to_le_bytes()).finalize();
                self.rest = block.to_vec();
                self.block += 1;
            }
            *byte = self.rest.pop().unwrap_or_default();
        }
    }
}
