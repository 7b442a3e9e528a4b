package data

// validSiret tells whether s is the number of an establishment: fourteen
// digits whose Luhn sum is a multiple of ten. La Poste's own, which keep
// another sum, are not taken: they say nothing of who receives in its offices.
func validSiret(s string) bool {
	if len(s) != 14 || s == "00000000000000" {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[i]) - '0'
		if d < 0 || d > 9 {
			return false
		}
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
