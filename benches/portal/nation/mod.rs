//! The year end of a nation: 1,460 schools, 466,000 learners and 50,000 staff, as the demo loads them.
//!
//! `cargo bench -- nation` runs all parts, `cargo bench -- nation year-end killed` some. `UMP_BENCH_SCHOOLS=60` makes a smaller
//! nation to work on; what is promised is promised of the whole one.

mod floor;
mod ground;
mod intake;
mod killed;
mod list;
mod nightly;
mod pages;
mod people;
mod site;
mod year_end;

use ump::demo::nation::Chapter;

use ground::Ground;

/// Measures and prints; whether the targets are met.
pub async fn measure(parts: &[String]) -> anyhow::Result<bool> {
    let is_wanted = |part: &str| parts.is_empty() || parts.iter().any(|name| name == part);
    let mut ground = Ground::load().await?;
    let mut holds = true;
    if is_wanted("pages") {
        let story = ground.copy().await?;
        holds &= pages::measure(&story).await?;
        story.end().await;
    }
    let intake = intake::take_in_all(&ground.loading, Chapter::YearEnd).await?;
    intake.print("Intake of the year end's files")?;
    if is_wanted("list") {
        let busy = ground.copy().await?;
        holds &= list::measure(&busy).await?;
        busy.end().await;
    }
    let rough = if is_wanted("killed") { Some(ground.copy().await?) } else { None };
    if is_wanted("year-end") || is_wanted("nightly") || rough.is_some() {
        let bare = ground.copy().await?;
        holds &= year_end::measure(&ground, &bare, &intake.batches).await?;
        bare.end().await;
    }
    if let Some(rough) = rough {
        holds &= killed::measure(&rough, &ground).await?;
        rough.end().await;
    }
    if is_wanted("nightly") {
        holds &= nightly::measure(&ground).await?;
    }
    ground.end().await;
    Ok(holds)
}
