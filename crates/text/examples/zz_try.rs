fn main(){ for l in std::io::stdin().lines().map_while(Result::ok) { let g=text::language::detect(&l); println!("{} {:.2} {l}", g.code, g.confidence);} }
